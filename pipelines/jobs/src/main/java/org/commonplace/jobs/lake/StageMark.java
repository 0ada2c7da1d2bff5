package org.commonplace.jobs.lake;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The mark of a folder in which a stage has finished, with what its work depends on. Without it
 * nobody takes the folder for whole, whatever stopped the stage.
 *
 * @param folder URI of the folder
 */
public record StageMark(String folder) {

  private String file() {
    return folder + Workspace.DONE;
  }

  /** Whether a stage has finished here. */
  public boolean isThere() {
    return WorkspaceFiles.exists(file());
  }

  /** Whether a stage has finished here whose work depended on the same. */
  public boolean isOf(String fingerprint) {
    return isThere()
        && new String(WorkspaceFiles.read(file()), StandardCharsets.UTF_8).contains(fingerprint);
  }

  /** Takes the mark away, before the work begins. */
  public void remove() {
    WorkspaceFiles.delete(List.of(file()));
  }

  /** Sets the mark, when the work is done. */
  public void set(String stage, String fingerprint) {
    WorkspaceFiles.write(
        file(),
        ("{\"stage\":\"" + stage + "\",\"fingerprint\":\"" + fingerprint + "\"}\n")
            .getBytes(StandardCharsets.UTF_8));
  }
}
