package org.commonplace.runners;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How the command line speaks: lines for a person, or JSON objects, one a line, for a scheduler.
 */
interface Voice {
  /** What was done or found. */
  void say(String stage, String line);

  /** Long work goes on. */
  void progress(String line);

  /** Why it ended without success, and what to do. */
  void fail(ExitCode code, String message);

  /** Plain lines: results to one writer, progress and failures to the other. */
  static Voice text(PrintWriter out, PrintWriter err) {
    return new Voice() {
      @Override
      public void say(String stage, String line) {
        out.println(line);
        out.flush();
      }

      @Override
      public void progress(String line) {
        err.println("  " + line);
        err.flush();
      }

      @Override
      public void fail(ExitCode code, String message) {
        err.println("commonplace: " + message);
        err.flush();
      }
    };
  }

  /** One JSON object a line, all on one writer. */
  static Voice json(PrintWriter out) {
    ObjectMapper mapper = new ObjectMapper();
    return new Voice() {
      @Override
      public void say(String stage, String line) {
        write(Map.of("level", "INFO", "stage", stage, "message", line));
      }

      @Override
      public void progress(String line) {
        write(Map.of("level", "INFO", "event", "progress", "message", line));
      }

      @Override
      public void fail(ExitCode code, String message) {
        write(
            Map.of(
                "level", "ERROR", "exitCode", Integer.toString(code.number()), "message", message));
      }

      private void write(Map<String, String> fields) {
        Map<String, String> ordered = new LinkedHashMap<>();
        for (String name : new String[] {"level", "event", "stage", "exitCode", "message"}) {
          if (fields.containsKey(name)) {
            ordered.put(name, fields.get(name));
          }
        }
        try {
          out.println(mapper.writeValueAsString(ordered));
          out.flush();
        } catch (JsonProcessingException e) {
          throw new IllegalStateException("a map of strings is always JSON", e);
        }
      }
    };
  }
}
