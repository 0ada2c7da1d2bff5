package org.commonplace.jobs.release;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.commonplace.jobs.kernel.Kernel;

/**
 * What a member of the coalition has promised to do about an outcome.
 *
 * @param action its number in the coalition's list
 * @param indicator id of the indicator that it is to move
 * @param place code of the place it is for
 * @param owner organisation or post that answers for it
 * @param commitment what will be done
 * @param story why the outcome is as it is; null when nobody said
 * @param due day by which it is to be done
 * @param status planned, under_way, done or stopped
 * @param updated day its owner last said how it stands; null when never
 */
record PromisedAction(
    String action,
    String indicator,
    String place,
    String owner,
    String commitment,
    String story,
    LocalDate due,
    String status,
    LocalDate updated) {

  /**
   * The actions of the lists that count, in the order of their numbers.
   *
   * @param files files of the dataset action
   */
  static List<PromisedAction> read(Kernel kernel, List<Path> files) {
    if (files.isEmpty()) {
      return List.of();
    }
    return kernel.rows(
        "SELECT action, indicator, place, owner, commitment, story, due, status, updated FROM"
            + " read_parquet("
            + Kernel.files(files)
            + ") ORDER BY partner, action, contract, file, \"row\"",
        row ->
            new PromisedAction(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getObject(7, LocalDate.class),
                row.getString(8),
                row.getObject(9, LocalDate.class)));
  }

  /** Whether it should have been done by a day and is not. */
  boolean isOverdue(LocalDate day) {
    return due.isBefore(day) && (status.equals("planned") || status.equals("under_way"));
  }

  /** As the document has it, seen from a day. */
  Map<String, Object> entry(LocalDate day) {
    Map<String, Object> entry = new TreeMap<>();
    entry.put("action", action);
    entry.put("owner", owner);
    entry.put("commitment", Words.sentence(commitment));
    entry.put("story", story == null ? null : Words.sentence(story));
    entry.put("due", due.toString());
    entry.put("status", status);
    entry.put("updated", updated == null ? null : updated.toString());
    entry.put("overdue", isOverdue(day));
    entry.put("text", text(day));
    return entry;
  }

  private String text(LocalDate day) {
    String said = updated == null ? "" : ", as said on " + PeriodWords.day(updated);
    return switch (status) {
      case "done" -> "Done" + said + ".";
      case "stopped" -> "Stopped" + said + ".";
      default ->
          (status.equals("planned") ? "Planned" : "Under way")
              + (isOverdue(day) ? ", overdue since " : ", due ")
              + PeriodWords.day(due)
              + said
              + ".";
    };
  }
}
