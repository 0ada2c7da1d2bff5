package org.commonplace.jobs.homelessness;

import java.util.ArrayList;
import java.util.List;
import org.commonplace.schemas.DefinitionFile;

/** Shipped files of SQL statements, which work in the order of their names. */
final class SqlFiles {
  private SqlFiles() {}

  /** The statements of a folder's files; each ends with a semicolon at the end of a line. */
  static List<String> statements(String folder) {
    List<String> statements = new ArrayList<>();
    for (DefinitionFile file : DefinitionFile.shipped(folder, ".sql")) {
      for (String statement : file.text().split(";\\s*\\n", -1)) {
        if (!statement.isBlank()) {
          statements.add(statement);
        }
      }
    }
    return statements;
  }
}
