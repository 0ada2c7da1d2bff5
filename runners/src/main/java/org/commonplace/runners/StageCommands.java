package org.commonplace.runners;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.commonplace.jobs.indicators.IndicatorsStage;
import org.commonplace.jobs.indicators.PastValues;
import org.commonplace.jobs.intake.IntakeStage;
import org.commonplace.jobs.release.PublishStage;
import org.commonplace.jobs.release.ReleaseStage;
import org.commonplace.jobs.signals.SignalsStage;
import org.commonplace.jobs.stage.Stage;
import org.commonplace.jobs.stage.StageContext;
import org.commonplace.jobs.stage.StageOutcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Unmatched;

/** One command for each stage, and one for all of them in order. */
final class StageCommands {
  private StageCommands() {}

  /** Runs stages in order and tells what each did. */
  abstract static class Runs implements Callable<Integer> {
    @ParentCommand CommonplaceCommand root;
    @Mixin StageOptions options;

    // Not in the mixin: only a command's own parser learns to let unknown options pass.
    @Unmatched List<String> beam = new ArrayList<>();

    abstract List<Stage> stages();

    @Override
    public Integer call() {
      Voice voice = root.voice();
      StageContext context = options.context(beam, voice::progress);
      List<Stage> stages = stages();
      stages.forEach(stage -> stage.check(context));
      for (Stage stage : stages) {
        StageOutcome outcome = options.dryRun ? stage.plan(context) : stage.run(context);
        outcome.lines().forEach(line -> voice.say(stage.name(), line));
      }
      return ExitCode.DONE.number();
    }
  }

  @Command(
      name = "intake",
      description = "Take new deliveries from the inbox into the lake, with a report on each.")
  static final class Intake extends Runs {
    @Override
    List<Stage> stages() {
      return List.of(new IntakeStage());
    }
  }

  @Command(
      name = "people",
      description = "Link people across partners (no linked indicators are defined yet).")
  static final class People extends Runs {
    @Override
    List<Stage> stages() {
      return List.of(new PeopleStage());
    }
  }

  @Command(
      name = "indicators",
      description = "Compute every indicator's values from the lake, or look at the definitions.",
      subcommands = {IndicatorCommands.Lint.class, IndicatorCommands.Explain.class})
  static final class Indicators extends Runs {
    @Override
    List<Stage> stages() {
      return List.of(new IndicatorsStage());
    }
  }

  @Command(name = "signals", description = "Find spikes in the series of the computed values.")
  static final class Signals extends Runs {
    @Override
    List<Stage> stages() {
      return List.of(new SignalsStage(PastValues::compute));
    }
  }

  @Command(
      name = "release",
      description = "Suppress small numbers, audit, and write an unpublished release.")
  static final class Release extends Runs {
    @Override
    List<Stage> stages() {
      return List.of(new ReleaseStage());
    }
  }

  @Command(name = "publish", description = "Verify the newest release and make it the current one.")
  static final class Publish extends Runs {
    @Override
    List<Stage> stages() {
      return List.of(new PublishStage());
    }
  }

  @Command(name = "run", description = "All stages, from inbox to published release.")
  static final class Run extends Runs {
    @Override
    List<Stage> stages() {
      return List.of(
          new IntakeStage(),
          new PeopleStage(),
          new IndicatorsStage(),
          new SignalsStage(PastValues::compute),
          new ReleaseStage(),
          new PublishStage());
    }
  }
}
