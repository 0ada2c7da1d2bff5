package org.commonplace.jobs.signals;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.commonplace.jobs.stage.StageFailure;
import org.commonplace.jobs.stage.StageOutcome;
import org.commonplace.methods.signals.Cdc;
import org.commonplace.methods.signals.Detector;
import org.commonplace.methods.signals.FarringtonFlexible;
import org.commonplace.methods.signals.Limit;
import org.commonplace.methods.signals.evaluation.Benchmark;
import org.commonplace.methods.signals.evaluation.DailyBenchmark;
import org.commonplace.methods.signals.evaluation.Evaluation;
import org.commonplace.methods.signals.evaluation.Judgement;
import org.commonplace.methods.signals.evaluation.Measure;
import org.commonplace.methods.signals.evaluation.Oracle;

/**
 * How good methods are on drawn series of which it is known what is outbreak: {@code commonplace
 * detect evaluate}.
 *
 * @param benchmark what is drawn
 * @param seed from what
 * @param replicates series of each scenario
 * @param methods names of {@link Detector#names}, and {@value #ORACLE}
 * @param alpha one-sided error probability; each method's own if empty
 * @param atFalsePositiveRate the false positive rate to compare the methods at; their own limits if
 *     empty
 * @param out CSV file to write, one row for each method and scenario; none if empty
 */
public record EvaluateMethods(
    Benchmark benchmark,
    long seed,
    int replicates,
    List<String> methods,
    OptionalDouble alpha,
    OptionalDouble atFalsePositiveRate,
    Optional<Path> out) {
  /** The method that knows the true mean and dispersion. */
  public static final String ORACLE = "oracle";

  private static final double USUAL_ALPHA = 0.01;

  public EvaluateMethods {
    methods = List.copyOf(methods);
  }

  /**
   * Judges the methods one after the other.
   *
   * @param progress is told of each that is done
   * @throws StageFailure if a method or a number is not as it should be
   */
  public StageOutcome run(Consumer<String> progress) {
    List<Judgement> judgements = new ArrayList<>();
    for (String method : methods) {
      judgements.add(judgement(method));
    }
    Evaluation.Test test = test();
    List<String> lines = new ArrayList<>();
    lines.add(
        benchmark.name()
            + " benchmark, "
            + benchmark.scenarios().length
            + " scenarios, "
            + replicates
            + " replicates, seed "
            + seed
            + (atFalsePositiveRate.isPresent()
                ? ", each method at false positive rate " + atFalsePositiveRate.getAsDouble()
                : ", each method at its own limit"));
    lines.add(heading());
    List<Evaluation> evaluations = new ArrayList<>();
    for (Judgement judgement : judgements) {
      Evaluation evaluation =
          atFalsePositiveRate.isPresent()
              ? test.judgeAt(judgement, atFalsePositiveRate.getAsDouble())
              : test.judge(judgement);
      evaluations.add(evaluation);
      lines.add(line(evaluation));
      progress.accept(evaluation.method() + " done");
    }
    out.ifPresent(path -> write(path, evaluations));
    return new StageOutcome(lines, out.isPresent() ? 1 : 0);
  }

  private Judgement judgement(String method) {
    try {
      if (method.equals(ORACLE)) {
        return new Oracle(alpha.orElse(USUAL_ALPHA));
      }
      Detector named = Detector.named(method);
      Detector chosen =
          alpha.isPresent() && named.limit() == Limit.ALPHA
              ? named.withAlpha(alpha.getAsDouble())
              : named;
      boolean ofWeeks = chosen instanceof FarringtonFlexible || chosen instanceof Cdc;
      return benchmark instanceof DailyBenchmark && ofWeeks
          ? Judgement.onRunningWeeks(chosen)
          : Judgement.of(chosen);
    } catch (IllegalArgumentException e) {
      throw new StageFailure(StageFailure.Kind.BAD_DEFINITION, e.getMessage(), e);
    }
  }

  private Evaluation.Test test() {
    double rate = atFalsePositiveRate.orElse(USUAL_ALPHA);
    if (!(rate > 0 && rate < 1)) {
      throw new StageFailure(
          StageFailure.Kind.BAD_DEFINITION,
          "the false positive rate is " + rate + "; it must be above 0 and below 1");
    }
    try {
      return Evaluation.of(benchmark, seed, replicates);
    } catch (IllegalArgumentException e) {
      throw new StageFailure(StageFailure.Kind.BAD_DEFINITION, e.getMessage(), e);
    }
  }

  private static String heading() {
    StringBuilder heading = new StringBuilder(String.format(Locale.ROOT, "%-28s", "method"));
    for (Measure measure : Measure.values()) {
      heading.append(String.format(Locale.ROOT, " %13s", measure.label()));
    }
    return heading.toString();
  }

  private static String line(Evaluation evaluation) {
    StringBuilder line =
        new StringBuilder(String.format(Locale.ROOT, "%-28s", evaluation.method()));
    for (Measure measure : Measure.values()) {
      Measure.Value value = evaluation.overall().get(measure);
      line.append(
          String.format(Locale.ROOT, " %6.4f ±%5.4f", value.value(), value.standardError()));
    }
    return line.toString();
  }

  private void write(Path path, List<Evaluation> evaluations) {
    Path target = path.toAbsolutePath();
    Path temporary = target.resolveSibling("." + target.getFileName() + ".part");
    try {
      Files.createDirectories(target.getParent());
      try (CsvWriter writer =
          CsvWriter.builder()
              .lineDelimiter(LineDelimiter.LF)
              .build(temporary, StandardCharsets.UTF_8)) {
        writer.writeRecord(columns());
        for (Evaluation evaluation : evaluations) {
          writer.writeRecord(row(evaluation, "all", evaluation.overall()));
          evaluation
              .byScenario()
              .forEach(
                  (scenario, values) ->
                      writer.writeRecord(row(evaluation, Integer.toString(scenario), values)));
        }
      }
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot write " + path + "; is there space and permission?", e);
    }
  }

  private static List<String> columns() {
    List<String> columns =
        new ArrayList<>(List.of("benchmark", "seed", "replicates", "limit", "method", "scenario"));
    for (Measure measure : Measure.values()) {
      String column = measure.code();
      columns.add(column);
      columns.add(column + "_se");
    }
    return columns;
  }

  private List<String> row(
      Evaluation evaluation, String scenario, Map<Measure, Measure.Value> values) {
    List<String> row =
        new ArrayList<>(
            List.of(
                benchmark.name(),
                Long.toString(seed),
                Integer.toString(replicates),
                atFalsePositiveRate.isPresent()
                    ? "false positive rate " + atFalsePositiveRate.getAsDouble()
                    : alpha.isPresent() ? "alpha " + alpha.getAsDouble() : "own",
                evaluation.method(),
                scenario));
    for (Measure measure : Measure.values()) {
      Measure.Value value = values.get(measure);
      row.add(text(value.value()));
      row.add(text(value.standardError()));
    }
    return row;
  }

  /** Six decimals; empty if there is nothing to measure it on. */
  private static String text(double number) {
    return Double.isNaN(number) ? "" : String.format(Locale.ROOT, "%.6f", number);
  }
}
