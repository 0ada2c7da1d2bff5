package org.commonplace.methods.disclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A family described apart from the code under test, for the enumeration and for shuffling. */
final class FamilySpec {
  enum Kind {
    COUNT,
    PUBLIC,
    COMPLEMENT
  }

  /** A sum: the total, then its parts. */
  record Sum(String total, List<String> parts) {}

  /** A proportion: whole, numerator, and the complement's id. */
  record Proportion(String whole, String numerator, String complement) {}

  final Map<String, Long> values = new LinkedHashMap<>();
  final Map<String, Kind> kinds = new LinkedHashMap<>();
  final List<Sum> sums = new ArrayList<>();
  final List<Proportion> proportions = new ArrayList<>();

  FamilySpec count(String id, long value) {
    values.put(id, value);
    kinds.put(id, Kind.COUNT);
    return this;
  }

  FamilySpec publicCount(String id, long value) {
    values.put(id, value);
    kinds.put(id, Kind.PUBLIC);
    return this;
  }

  FamilySpec proportion(String whole, String numerator) {
    String complement = numerator + "/c";
    values.put(complement, values.get(whole) - values.get(numerator));
    kinds.put(complement, Kind.COMPLEMENT);
    proportions.add(new Proportion(whole, numerator, complement));
    return this;
  }

  FamilySpec sum(String total, String... parts) {
    sums.add(new Sum(total, Arrays.asList(parts)));
    return this;
  }

  /** A count that is the sum of counts which are there already. */
  FamilySpec total(String total, String... parts) {
    count(total, Arrays.stream(parts).mapToLong(values::get).sum());
    return sum(total, parts);
  }

  /** All equations: the sums, and each whole as numerator plus complement. */
  List<Sum> equations() {
    List<Sum> all = new ArrayList<>(sums);
    for (Proportion proportion : proportions) {
      all.add(
          new Sum(proportion.whole(), List.of(proportion.numerator(), proportion.complement())));
    }
    return all;
  }

  /** A table of counts with margins. */
  static FamilySpec withMargins(long[][] counts) {
    FamilySpec spec = new FamilySpec();
    String[] rows = new String[counts.length];
    for (int i = 0; i < counts.length; i++) {
      String[] cells = new String[counts[i].length];
      for (int j = 0; j < cells.length; j++) {
        cells[j] = "r" + i + "c" + j;
        spec.count(cells[j], counts[i][j]);
      }
      rows[i] = "r" + i;
      spec.total(rows[i], cells);
    }
    String[] columns = new String[counts[0].length];
    for (int j = 0; j < columns.length; j++) {
      String[] cells = new String[counts.length];
      for (int i = 0; i < cells.length; i++) {
        cells[i] = "r" + i + "c" + j;
      }
      columns[j] = "c" + j;
      spec.total(columns[j], cells);
    }
    spec.total("all", rows);
    return spec.sum("all", columns);
  }

  Built build() {
    return build(new ArrayList<>(values.keySet()), sums);
  }

  /** The same family declared in another order. */
  Built shuffled(long seed) {
    Random random = new Random(seed);
    List<String> ids = new ArrayList<>(values.keySet());
    Collections.shuffle(ids, random);
    List<Sum> order = new ArrayList<>();
    for (Sum sum : sums) {
      List<String> parts = new ArrayList<>(sum.parts());
      Collections.shuffle(parts, random);
      order.add(new Sum(sum.total(), parts));
    }
    Collections.shuffle(order, random);
    return build(ids, order);
  }

  private Built build(List<String> ids, List<Sum> order) {
    LinkedTables.Builder builder = LinkedTables.builder();
    Map<String, Integer> handles = new LinkedHashMap<>();
    for (String id : ids) {
      switch (kinds.get(id)) {
        case COUNT -> handles.put(id, builder.count(id, values.get(id)));
        case PUBLIC -> handles.put(id, builder.publicCount(id, values.get(id)));
        case COMPLEMENT -> {}
      }
    }
    for (Sum sum : order) {
      builder.total(
          handles.get(sum.total()), sum.parts().stream().mapToInt(handles::get).toArray());
    }
    for (Proportion proportion : proportions) {
      handles.put(
          proportion.complement(),
          builder.complement(
              proportion.complement(),
              handles.get(proportion.whole()),
              handles.get(proportion.numerator())));
    }
    return new Built(builder.build(), handles);
  }

  /** The tables under test and the handles of their cells. */
  record Built(LinkedTables tables, Map<String, Integer> handles) {}
}
