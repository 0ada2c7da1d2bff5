package org.commonplace.runners;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.commonplace.jobs.lake.Workspace;
import org.commonplace.jobs.lake.WorkspaceFiles;
import org.commonplace.jobs.stage.Resources;
import org.commonplace.jobs.stage.StageContext;
import org.commonplace.jobs.stage.StageFailure;
import org.commonplace.jobs.stage.TokenKey;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that every stage command takes. */
final class StageOptions {
  private static final String KEY_VARIABLE = "COMMONPLACE_KEY";

  @Spec(Spec.Target.MIXEE)
  CommandSpec command;

  @Option(
      names = "--inbox",
      paramLabel = "URI",
      description = "folder of the partners' deliveries: <partner>/<contract>/<files>")
  String inbox;

  @Option(
      names = "--workspace",
      paramLabel = "URI",
      description = "where lake, ledger, reports, work and releases lie (required)")
  String workspace;

  @Option(
      names = "--month",
      paramLabel = "YYYY-MM",
      description = "the last month that is computed; never taken from the clock (required)")
  YearMonth month;

  @Option(
      names = "--as-of",
      paramLabel = "YYYY-MM-DD",
      description = "count only what was received by the end of this day, UTC")
  LocalDate asOf;

  @Mixin DefinitionFolders definitions;

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description = "file of the token key (else the environment's " + KEY_VARIABLE + ")")
  Path keyFile;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "elements worked on at the same time (default: the machine's cores)")
  Integer workers;

  @Option(
      names = "--tolerate-refused",
      description = "go on although a delivery was refused; it shows as failed validation")
  boolean tolerateRefused;

  @Option(names = "--data-only", description = "publish the data without pages; needs no Node")
  boolean dataOnly;

  @Option(names = "--dry-run", description = "print the plan, write nothing")
  boolean dryRun;

  /**
   * The context that these options describe.
   *
   * @param beam what the caller gave that is not ours
   * @throws StageFailure when an option's value cannot be used
   */
  StageContext context(List<String> beam, Consumer<String> progress) {
    requireWorkspaceAndMonth();
    if (workers != null && workers < 1) {
      throw bad("--workers must be at least 1, was " + workers);
    }
    Optional<Path> contracts = definitions.contracts();
    Optional<Path> indicators = definitions.indicators();
    Resources machine = Resources.ofThisMachine();
    Resources resources =
        workers == null ? machine : new Resources(workers, machine.cores(), machine.kernelBytes());
    return new StageContext(
        new Workspace(absolute(workspace)),
        Optional.ofNullable(inbox).map(StageOptions::absolute),
        month,
        Optional.ofNullable(asOf),
        contracts,
        indicators,
        key(),
        resources,
        switches(),
        BeamOptions.parse(beam, resources),
        progress);
  }

  /** Not left to picocli, which would ask them of a stage's sub-commands too. */
  private void requireWorkspaceAndMonth() {
    List<String> missing = new ArrayList<>();
    if (workspace == null) {
      missing.add("'--workspace=URI'");
    }
    if (month == null) {
      missing.add("'--month=YYYY-MM'");
    }
    if (!missing.isEmpty()) {
      throw new ParameterException(
          command.commandLine(), "Missing required options: " + String.join(", ", missing));
    }
  }

  private Set<StageContext.Switch> switches() {
    Set<StageContext.Switch> found = EnumSet.noneOf(StageContext.Switch.class);
    if (tolerateRefused) {
      found.add(StageContext.Switch.TOLERATE_REFUSED);
    }
    if (dataOnly) {
      found.add(StageContext.Switch.DATA_ONLY);
    }
    return found;
  }

  private Optional<TokenKey> key() {
    return readKey(keyFile);
  }

  static Optional<TokenKey> readKey(Path keyFile) {
    if (keyFile != null) {
      try {
        return Optional.of(TokenKey.parse(Files.readString(keyFile)));
      } catch (IOException e) {
        throw new StageFailure(
            StageFailure.Kind.INPUT_MISSING,
            "the key file " + keyFile + " cannot be read; make one by: openssl rand -hex 32",
            e);
      }
    }
    return Optional.ofNullable(System.getenv(KEY_VARIABLE)).map(TokenKey::parse);
  }

  /** Workers of other processes resolve relative paths elsewhere: make local ones absolute. */
  static String absolute(String uri) {
    return WorkspaceFiles.local(uri)
        .map(path -> path.toAbsolutePath().normalize().toString())
        .orElse(uri);
  }

  private static StageFailure bad(String message) {
    return new StageFailure(StageFailure.Kind.BAD_DEFINITION, message);
  }
}
