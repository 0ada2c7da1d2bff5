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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.TextIO;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Sum;
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
   * Read lines, parse, check, tokenise, write lines. Duplicates are not looked for, in this peer's
   * favour: on this runner a key a row costs about a millisecond each.
   */
  static void intake(BenchFiles files, Path out) throws IOException {
    Files.createDirectories(out);
    byte[] key = HexFormat.of().parseHex(Files.readString(files.key()).strip());
    Pipeline pipeline = pipeline();
    pipeline
        .apply(TextIO.read().from(files.attendance() + "/*.csv"))
        .apply(ParDo.of(new Normalise(key)))
        .apply(
            TextIO.write().to(out.resolve("rows").toString()).withSuffix(".csv").withNumShards(2));
    pipeline.run().waitUntilFinish();
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

  /** Group rows by pupil, roll up each month to date, emit a unit per place and group, sum. */
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
        .apply(
            MapElements.into(
                    TypeDescriptors.kvs(TypeDescriptors.strings(), TypeDescriptors.strings()))
                .via(line -> KV.of(line.substring(0, 32), line.substring(33))))
        .apply(GroupByKey.create())
        .apply(ParDo.of(new RollUp(wards, quintiles)))
        .apply(Sum.longsPerKey())
        .apply(
            MapElements.into(TypeDescriptors.strings())
                .via(count -> count.getKey() + "," + count.getValue()))
        .apply(
            TextIO.write()
                .to(out.resolve("values").toString())
                .withSuffix(".csv")
                .withNumShards(1));
    pipeline.run().waitUntilFinish();
  }

  private static final class RollUp extends DoFn<KV<String, Iterable<String>>, KV<String, Long>> {
    private static final long serialVersionUID = 1L;

    private final Map<String, String> wards;
    private final Map<String, String> quintiles;

    RollUp(Map<String, String> wards, Map<String, String> quintiles) {
      this.wards = wards;
      this.quintiles = quintiles;
    }

    @ProcessElement
    public void process(
        @Element KV<String, Iterable<String>> pupil, OutputReceiver<KV<String, Long>> out) {
      List<String[]> rows = new ArrayList<>();
      pupil.getValue().forEach(line -> rows.add(line.split(",", -1)));
      rows.sort((a, b) -> a[1].compareTo(b[1]));
      for (LocalDate first = LocalDate.of(2025, 9, 1);
          first.isBefore(LocalDate.of(2026, 7, 1));
          first = first.plusMonths(1)) {
        LocalDate last = first.plusMonths(1).minusDays(1);
        long possible = 0;
        long absent = 0;
        String[] latest = null;
        for (String[] row : rows) {
          if (!LocalDate.parse(row[1]).isAfter(last)) {
            possible += Long.parseLong(row[5]);
            absent += Long.parseLong(row[6]);
            latest = row;
          }
        }
        if (latest == null || possible < 20) {
          continue;
        }
        int age = LocalDate.parse(latest[3]).until(last).getYears();
        String band =
            age < 0 ? "other" : age <= 4 ? "0-4" : age <= 10 ? "5-10" : age <= 15 ? "11-15" : "16+";
        String base = latest[0];
        for (String place : List.of(base, wards.get(base), "CITY")) {
          for (String group :
              List.of(
                  ",",
                  "sex," + latest[2],
                  "age_band," + band,
                  "ethnicity," + latest[4],
                  "deprivation_quintile," + quintiles.get(base))) {
            String cell = last + "," + place + "," + group + ",";
            out.output(KV.of(cell + "pupils", 1L));
            out.output(KV.of(cell + "persistent", absent * 10 >= possible ? 1L : 0L));
            out.output(KV.of(cell + "severe", absent * 2 >= possible ? 1L : 0L));
          }
        }
      }
    }
  }
}
