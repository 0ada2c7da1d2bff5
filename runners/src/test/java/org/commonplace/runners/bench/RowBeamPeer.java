package org.commonplace.runners.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.MapCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.io.TextIO;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.FlatMapElements;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * The same work as most Beam pipelines do it: a row is an element. DirectRunner, enforcements off,
 * strings as elements so that no coder slows it.
 */
final class RowBeamPeer {
  private RowBeamPeer() {}

  private static Pipeline pipeline() {
    DirectOptions options = PipelineOptionsFactory.create().as(DirectOptions.class);
    options.setTargetParallelism(2);
    options.setEnforceEncodability(false);
    options.setEnforceImmutability(false);
    return Pipeline.create(options);
  }

  /**
   * Read lines, parse, check, tokenise, drop duplicates, write lines. In this peer's favour
   * duplicates are looked for in few buckets: on this runner a key costs about a millisecond.
   */
  static void intake(BenchFiles files, Path out) throws IOException {
    Files.createDirectories(out);
    byte[] key = HexFormat.of().parseHex(Files.readString(files.key()).strip());
    Pipeline pipeline = pipeline();
    pipeline
        .apply(TextIO.read().from(files.attendance() + "/*.csv"))
        .apply(ParDo.of(new Normalise(key)))
        .apply(bucketed())
        .apply(GroupByKey.create())
        .apply(
            FlatMapElements.into(TypeDescriptors.strings())
                .via(
                    bucket -> {
                      Set<String> rows = new LinkedHashSet<>();
                      bucket.getValue().forEach(rows::add);
                      return rows;
                    }))
        .apply(
            TextIO.write().to(out.resolve("rows").toString()).withSuffix(".csv").withNumShards(2));
    pipeline.run().waitUntilFinish();
  }

  /** Rows by the first digit of their token. */
  private static MapElements<String, KV<String, String>> bucketed() {
    return MapElements.into(
            TypeDescriptors.kvs(TypeDescriptors.strings(), TypeDescriptors.strings()))
        .via(line -> KV.of(line.substring(0, 1), line));
  }

  /** One accepted row: person,place,month,sex,birth_month,ethnicity,possible,absent. */
  private static final class Normalise extends DoFn<String, String> {
    private static final long serialVersionUID = 1L;
    private static final DateTimeFormatter DAY =
        DateTimeFormatter.ofPattern("dd/MM/uuuu", Locale.ROOT);
    private static final Map<String, String> SEX = Map.of("Male", "M", "Female", "F");

    private final byte[] key;
    private transient Mac mac;

    Normalise(byte[] key) {
      this.key = key;
    }

    @Setup
    @SuppressWarnings("unused") // Beam calls it
    public void setup() throws GeneralSecurityException {
      mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
    }

    @ProcessElement
    public void process(@Element String line, OutputReceiver<String> out) {
      String[] cells = line.split(",", -1);
      if (cells.length != 8 || cells[0].equals("Pupil")) {
        return;
      }
      int possible = Integer.parseInt(cells[6]);
      int absent = Integer.parseInt(cells[7]);
      if (possible < 0 || possible > 62 || absent < 0 || absent > possible) {
        return;
      }
      String person =
          HexFormat.of()
              .formatHex(
                  mac.doFinal(("pupil-number|" + cells[0]).getBytes(StandardCharsets.UTF_8)),
                  0,
                  16);
      LocalDate month = LocalDate.parse(cells[2], DAY).withDayOfMonth(1);
      LocalDate born = LocalDate.parse(cells[4], DAY).withDayOfMonth(1);
      out.output(
          String.join(
              ",",
              person,
              cells[1],
              month.toString(),
              SEX.get(cells[3]),
              born.toString(),
              cells[5].toLowerCase(Locale.ROOT),
              cells[6],
              cells[7]));
    }
  }

  /**
   * Group rows by pupil, roll up each month to date, emit a pupil per place and group, count. In
   * this peer's favour pupils are grouped in few buckets and the counts of a place are one
   * accumulator: as keys of their own they would cost about a millisecond each.
   */
  static void indicators(Path rows, BenchFiles files, Path out) throws IOException {
    Files.createDirectories(out);
    Map<String, String> wards = new HashMap<>();
    Map<String, String> quintiles = new HashMap<>();
    for (String line : Files.readAllLines(files.places())) {
      String[] cells = line.split(",", -1);
      if (cells[1].equals("area")) {
        wards.put(cells[0], cells[2]);
        quintiles.put(cells[0], cells[3]);
      }
    }
    Pipeline pipeline = pipeline();
    pipeline
        .apply(TextIO.read().from(rows + "/*.csv"))
        .apply(bucketed())
        .apply(GroupByKey.create())
        .apply(ParDo.of(new RollUp(wards, quintiles)))
        .apply(Combine.perKey(new CountPupils()))
        .setCoder(
            KvCoder.of(StringUtf8Coder.of(), MapCoder.of(StringUtf8Coder.of(), VarLongCoder.of())))
        .apply(
            FlatMapElements.into(TypeDescriptors.strings())
                .via(
                    place ->
                        place.getValue().entrySet().stream()
                            .map(
                                cell ->
                                    place.getKey() + "," + cell.getKey() + "," + cell.getValue())
                            .toList()))
        .apply(
            TextIO.write()
                .to(out.resolve("values").toString())
                .withSuffix(".csv")
                .withNumShards(1));
    pipeline.run().waitUntilFinish();
  }

  private static final class RollUp extends DoFn<KV<String, Iterable<String>>, KV<String, String>> {
    private static final long serialVersionUID = 1L;

    private final Map<String, String> wards;
    private final Map<String, String> quintiles;

    RollUp(Map<String, String> wards, Map<String, String> quintiles) {
      this.wards = wards;
      this.quintiles = quintiles;
    }

    @ProcessElement
    public void process(
        @Element KV<String, Iterable<String>> bucket, OutputReceiver<KV<String, String>> out) {
      Map<String, List<String[]>> pupils = new HashMap<>();
      for (String line : bucket.getValue()) {
        String[] row = line.split(",", -1);
        pupils.computeIfAbsent(row[0], person -> new ArrayList<>()).add(row);
      }
      pupils.values().forEach(rows -> rollUp(rows, out));
    }

    private void rollUp(List<String[]> rows, OutputReceiver<KV<String, String>> out) {
      rows.sort((a, b) -> a[2].compareTo(b[2]));
      for (LocalDate first = LocalDate.of(2025, 9, 1);
          first.isBefore(LocalDate.of(2026, 7, 1));
          first = first.plusMonths(1)) {
        LocalDate last = first.plusMonths(1).minusDays(1);
        long possible = 0;
        long absent = 0;
        String[] latest = null;
        for (String[] row : rows) {
          if (!LocalDate.parse(row[2]).isAfter(last)) {
            possible += Long.parseLong(row[6]);
            absent += Long.parseLong(row[7]);
            latest = row;
          }
        }
        if (latest == null || possible < 20) {
          continue;
        }
        int age = LocalDate.parse(latest[4]).until(last).getYears();
        String band =
            age < 0 ? "other" : age <= 4 ? "0-4" : age <= 10 ? "5-10" : age <= 15 ? "11-15" : "16+";
        String base = latest[1];
        for (String place : List.of(base, wards.get(base), "CITY")) {
          for (String group :
              List.of(
                  ",",
                  "sex," + latest[3],
                  "age_band," + band,
                  "ethnicity," + latest[5],
                  "deprivation_quintile," + quintiles.get(base))) {
            String flags =
                (absent * 10 >= possible ? "1" : "0") + (absent * 2 >= possible ? "1" : "0");
            out.output(KV.of(place, last + "," + group + "," + flags));
          }
        }
      }
    }
  }

  /** Pupils of a place by month, group and whether they were persistently and severely absent. */
  private static final class CountPupils
      extends Combine.CombineFn<String, Map<String, Long>, Map<String, Long>> {
    private static final long serialVersionUID = 1L;

    @Override
    public Coder<Map<String, Long>> getAccumulatorCoder(
        CoderRegistry registry, Coder<String> input) {
      return MapCoder.of(StringUtf8Coder.of(), VarLongCoder.of());
    }

    @Override
    public Map<String, Long> createAccumulator() {
      return new HashMap<>();
    }

    @Override
    public Map<String, Long> addInput(Map<String, Long> counts, String cell) {
      counts.merge(cell, 1L, Long::sum);
      return counts;
    }

    @Override
    public Map<String, Long> mergeAccumulators(Iterable<Map<String, Long>> parts) {
      Map<String, Long> counts = new HashMap<>();
      parts.forEach(part -> part.forEach((cell, count) -> counts.merge(cell, count, Long::sum)));
      return counts;
    }

    @Override
    public Map<String, Long> extractOutput(Map<String, Long> counts) {
      return counts;
    }
  }
}
