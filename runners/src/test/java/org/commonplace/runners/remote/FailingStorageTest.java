package org.commonplace.runners.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.commonplace.runners.Commonplace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A disk that is full, or a file that may not be read, ends a run clearly and spoils nothing. */
class FailingStorageTest {
  private static final String INBOX = "mem://place/inbox";
  private static final String WORKSPACE = "mem://place/workspace";
  private static final String CURRENT = WORKSPACE + "/current";

  @BeforeEach
  void upload() throws IOException {
    MemoryFileSystem.clear();
    for (String partner : new String[] {"city-council", "north-schools"}) {
      MemoryFileSystem.upload(
          Commonplace.sample().resolve("inbox").resolve(partner), INBOX + "/" + partner + "/");
    }
  }

  @Test
  void aFullDiskLeavesTheOldReleaseWholeWhereverItStrikes() {
    String newest =
        MemoryFileSystem.OBJECTS.lowerKey(INBOX + "/north-schools/merrowby-attendance-north0");
    MemoryFileSystem.Stored late = MemoryFileSystem.OBJECTS.remove(newest);
    assertThat(run().code()).isZero();
    String old = current();
    Map<String, MemoryFileSystem.Stored> release = below(WORKSPACE + "/releases/" + old);
    MemoryFileSystem.OBJECTS.put(newest, late);
    Map<String, MemoryFileSystem.Stored> before = new TreeMap<>(MemoryFileSystem.OBJECTS);
    // What the next run writes, to know where to strike.
    long all = Long.MAX_VALUE / 2;
    MemoryFileSystem.SPACE.set(all);
    assertThat(run().code()).isZero();
    long written = all - MemoryFileSystem.SPACE.get();
    String next = current();
    assertThat(next).isNotEqualTo(old);

    for (int tenths : new int[] {0, 3, 8}) {
      MemoryFileSystem.OBJECTS.clear();
      MemoryFileSystem.OBJECTS.putAll(before);
      MemoryFileSystem.SPACE.set(written * tenths / 10);
      Commonplace.Ended ended = run();

      assertThat(ended.code()).as(ended.output()).isEqualTo(1);
      assertThat(ended.output()).contains("No space left");
      assertThat(current()).isEqualTo(old);
      assertThat(below(WORKSPACE + "/releases/" + old)).isEqualTo(release);
    }

    MemoryFileSystem.SPACE.set(all);
    assertThat(run().code()).isZero();
    assertThat(current()).isEqualTo(next);
  }

  @Test
  void aDeliveryThatMayNotBeReadIsNamedAndTakenOnceItMay() {
    String forbidden =
        MemoryFileSystem.OBJECTS.ceilingKey(INBOX + "/north-schools/merrowby-attendance-north/");
    MemoryFileSystem.FORBIDDEN.add(forbidden);

    Commonplace.Ended ended = run();

    assertThat(ended.code()).as(ended.output()).isEqualTo(3);
    assertThat(ended.output()).contains(forbidden.substring(forbidden.lastIndexOf('/') + 1));
    assertThat(MemoryFileSystem.OBJECTS).doesNotContainKey(CURRENT);

    MemoryFileSystem.FORBIDDEN.clear();
    Commonplace.Ended again = run();
    assertThat(again.code()).as(again.output()).isZero();
    assertThat(MemoryFileSystem.OBJECTS).containsKey(CURRENT);
  }

  private static Commonplace.Ended run() {
    return Commonplace.runSample(INBOX, WORKSPACE);
  }

  private static String current() {
    return new String(MemoryFileSystem.OBJECTS.get(CURRENT).bytes(), StandardCharsets.UTF_8)
        .strip();
  }

  private static Map<String, MemoryFileSystem.Stored> below(String folder) {
    return new TreeMap<>(MemoryFileSystem.OBJECTS.subMap(folder + "/", folder + "0"));
  }
}
