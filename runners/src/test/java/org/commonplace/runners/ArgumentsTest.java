package org.commonplace.runners;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command line refuses, with which exit code, before it touches anything. */
class ArgumentsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "run",
        "run --workspace W --month 2026-13",
        "run --workspace W --month May",
        "run --workspace W --inbox I --month 2026-05 --workers 0",
        "run --workspace W --inbox I --month 2026-05 --no-such-option=1",
        "run --workspace W --inbox I --month 2026-05 --runner=NoSuchRunner",
        "sample --out W --people 7",
        "detect --series none.csv --method nonsense --out W/out.csv",
        "report --kind apr --project 7 --from 2020-10-15 --to 2021-09-30 --workspace W --out W/o",
        "by-name-list --workspace W --month 2026-05 --reliable-months 0 --out W/o"
      })
  void badArgumentsEndWithTwo(String line) {
    Commonplace.Ended ended = Commonplace.run(arguments(line));

    assertThat(ended.code()).as(ended.output()).isEqualTo(2);
    assertThat(ended.output()).isNotBlank();
    assertThat(folder.resolve("W")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run --workspace W --inbox none --month 2026-05",
        "run --workspace W --inbox I --month 2026-05 --key-file none.key",
        "run --workspace W --inbox I --month 2026-05 --contracts none",
        "report --kind caper --project none --from 2020-10-01 --to 2021-09-30 --workspace W --out W",
        "by-name-list --workspace W --month 2026-05 --contracts none --out W"
      })
  void missingInputEndsWithFour(String line) {
    Commonplace.Ended ended = Commonplace.run(arguments(line));

    assertThat(ended.code()).as(ended.output()).isEqualTo(4);
    assertThat(ended.output()).contains("none");
    assertThat(folder.resolve("W/current")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "by-name-list --workspace W --month 2026-05 --out W/o --contracts ",
        "check --contract some-list none.csv --contracts ",
        "run --workspace W --inbox I --month 2026-05 --contracts ",
        "indicators explain EDU-01 --contracts "
      })
  void mistakesInDefinitionsEndWithTwoAndAreNamed(String line) throws Exception {
    Path bad = Files.createDirectory(folder.resolve("bad"));
    Files.writeString(bad.resolve("some-list.yaml"), "kind: DataContract\nid: Some List\n");

    Commonplace.Ended ended = Commonplace.run(arguments(line + bad));

    assertThat(ended.code()).as(ended.output()).isEqualTo(2);
    assertThat(ended.output()).contains("some-list.yaml").contains("apiVersion");
    assertThat(folder.resolve("W")).doesNotExist();
  }

  @Test
  void aShortKeyIsRefusedAndNotRepeated() throws Exception {
    Path key = Files.writeString(folder.resolve("short.key"), "c0ffee");

    Commonplace.Ended ended =
        Commonplace.run(arguments("run --workspace W --inbox I --month 2026-05 --key-file " + key));

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.output()).contains("at least 32").doesNotContain("c0ffee");
  }

  @Test
  void helpNamesEveryCommandAndTheExitCodes() {
    Commonplace.Ended ended = Commonplace.run("--help");

    assertThat(ended.code()).isZero();
    assertThat(ended.output())
        .contains(
            "sample",
            "check",
            "fetch",
            "intake",
            "people",
            "indicators",
            "signals",
            "release",
            "publish",
            "run",
            "detect",
            "report",
            "by-name-list",
            "verify",
            "Exit codes");
  }

  private String[] arguments(String line) {
    if (line.isEmpty()) {
      return new String[0];
    }
    String[] arguments = line.split(" ");
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].matches("[WI]|W/.*|none.*")) {
        arguments[i] = folder.resolve(arguments[i]).toString();
      }
    }
    return arguments;
  }
}
