package org.commonplace.runners;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.commonplace.jobs.release.Verification;
import org.commonplace.jobs.stage.StageFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Anybody's check of a release: hashes, schemas, links and the disclosure certificate. */
@Command(
    name = "verify",
    description = "Check a release: hashes, schemas, links and the disclosure certificate.")
final class VerifyCommand implements Callable<Integer> {
  @ParentCommand CommonplaceCommand root;

  @Parameters(paramLabel = "RELEASE_DIR", description = "the release's folder")
  Path folder;

  @Override
  public Integer call() {
    if (!Files.isDirectory(folder)) {
      throw new StageFailure(
          StageFailure.Kind.INPUT_MISSING, folder + " is not there; name a release's folder");
    }
    List<Verification.Failure> failures = Verification.of(folder);
    failures.forEach(failure -> root.voice().say("verify", failure.toString()));
    if (!failures.isEmpty()) {
      throw new StageFailure(
          StageFailure.Kind.GATE,
          folder + " is not as it was published: " + failures.size() + " findings");
    }
    root.voice().say("verify", folder + " is as it was published");
    return ExitCode.DONE.number();
  }
}
