package org.commonplace.runners;

import java.io.IOException;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.commonplace.jobs.sample.Mess;
import org.commonplace.jobs.sample.SampleInbox;
import org.commonplace.jobs.sample.SampleOptions;
import org.commonplace.jobs.sample.SampleSummary;
import org.commonplace.jobs.stage.StageFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Writes the inbox of an invented coalition, with the truth beside it. */
@Command(
    name = "sample",
    description = "Write the inbox of an invented coalition, with the known truth beside it.")
final class SampleCommand implements Callable<Integer> {
  @ParentCommand CommonplaceCommand root;

  @Option(names = "--out", paramLabel = "DIR", required = true, description = "where to write")
  Path out;

  @Option(names = "--seed", description = "same seed, same bytes (default ${DEFAULT-VALUE})")
  long seed = 1;

  @Option(
      names = "--people",
      description = "residents, 2,000 to 2,000,000 (default ${DEFAULT-VALUE})")
  int people = 20_000;

  @Option(names = "--months", description = "months of files (default ${DEFAULT-VALUE})")
  int months = 24;

  @Option(
      names = "--last-month",
      paramLabel = "YYYY-MM",
      description = "the last month of files (default 2026-05)")
  YearMonth lastMonth = YearMonth.of(2026, 5);

  @Option(
      names = "--mess",
      paramLabel = "none|light|heavy",
      description = "how untidy the files are (default light)")
  Mess mess = Mess.LIGHT;

  @Override
  public Integer call() throws IOException {
    SampleOptions options;
    try {
      options = new SampleOptions(out, seed, people, months, lastMonth, mess);
    } catch (IllegalArgumentException e) {
      throw new StageFailure(StageFailure.Kind.BAD_DEFINITION, e.getMessage());
    }
    SampleSummary summary = SampleInbox.write(options);
    root.voice()
        .say(
            "sample",
            String.format(
                Locale.ROOT,
                "%s: %,d people, %d partners, %,d files with %,d rows from %s to %s in %s",
                summary.city(),
                summary.people(),
                summary.partners(),
                summary.files(),
                summary.rows(),
                summary.firstMonth(),
                summary.lastMonth(),
                out.resolve("inbox")));
    return ExitCode.DONE.number();
  }
}
