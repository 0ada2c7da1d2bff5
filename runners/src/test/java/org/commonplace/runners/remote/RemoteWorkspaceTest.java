package org.commonplace.runners.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.commonplace.runners.Commonplace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inbox and workspace on a Beam file system that is not the local disk. */
class RemoteWorkspaceTest {
  @TempDir Path folder;

  @BeforeEach
  void upload() throws IOException {
    MemoryFileSystem.clear();
    MemoryFileSystem.upload(Commonplace.sample().resolve("inbox"), "mem://place/inbox/");
  }

  @Test
  void aRunOnAnObjectStorePublishesWhatALocalRunPublishes() throws IOException {
    assertThat(Commonplace.runSample(Commonplace.sample().resolve("inbox"), folder).code())
        .isZero();
    String local = Files.readString(folder.resolve("current")).strip();

    Commonplace.Ended ended = Commonplace.runSample("mem://place/inbox", "mem://place/workspace");

    assertThat(ended.code()).as(ended.output()).isZero();
    assertThat(
            new String(
                    MemoryFileSystem.OBJECTS.get("mem://place/workspace/current").bytes(),
                    StandardCharsets.UTF_8)
                .strip())
        .isEqualTo(local);
    Path release = folder.resolve("releases").resolve(local);
    try (Stream<Path> files = Files.walk(release)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String uri = "mem://place/workspace/releases/" + local + "/" + release.relativize(file);
        assertThat(MemoryFileSystem.OBJECTS).containsKey(uri);
        assertThat(MemoryFileSystem.OBJECTS.get(uri).bytes())
            .as(uri)
            .isEqualTo(Files.readAllBytes(file));
      }
    }
  }
}
