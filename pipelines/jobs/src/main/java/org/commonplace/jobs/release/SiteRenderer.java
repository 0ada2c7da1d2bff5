package org.commonplace.jobs.release;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.commonplace.jobs.stage.StageFailure;

/**
 * Draws the pages of a release: takes the bundled script out of the class path and runs it with
 * Node. The script only reads the data folder and writes the site folder.
 */
final class SiteRenderer {
  static final String RESOURCE = "/site/render.cjs";
  private static final int SHOWN_CHARACTERS = 4000;
  private static final int LONGEST_MINUTES = 60;

  private final String node;
  private final byte[] script;

  SiteRenderer(String node, byte[] script) {
    this.node = node;
    this.script = script.clone();
  }

  /**
   * The renderer that came with this build, to be run by the Node of this machine.
   *
   * @param environment the process environment: NODE names the program, else {@code node} is looked
   *     for on the PATH
   */
  static SiteRenderer bundled(Map<String, String> environment) {
    String named = environment.getOrDefault("NODE", "");
    try (InputStream in = SiteRenderer.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new StageFailure(
            StageFailure.Kind.INPUT_MISSING,
            "this build carries no site renderer ("
                + RESOURCE
                + "): build it with make, or publish without pages with --data-only");
      }
      return new SiteRenderer(named.isBlank() ? "node" : named, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + RESOURCE, e);
    }
  }

  /** The hash of the script: part of a release's name, as the pages are made by it. */
  String sha256() {
    return PublishedFile.sha256(script);
  }

  /** Fails early, before any work is done, when Node does not start. */
  void requireNode() {
    run(List.of(node, "--version"), Path.of(System.getProperty("java.io.tmpdir")));
  }

  /**
   * Renders all pages.
   *
   * @param data the data folder of a release, with its manifest
   * @param site where the pages go; made by the script
   */
  void render(Path data, Path site) {
    try {
      Path home = Files.createTempDirectory("commonplace-render-");
      try {
        Path file = home.resolve("render.cjs");
        Files.write(file, script);
        run(
            List.of(
                node,
                file.toString(),
                "--data",
                data.toAbsolutePath().toString(),
                "--out",
                site.toAbsolutePath().toString()),
            home);
      } finally {
        ReleaseFolder.delete(home);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot place the site renderer on disk", e);
    }
    if (!Files.isRegularFile(site.resolve("index.html"))) {
      throw new IllegalStateException("the site renderer ended well but wrote no index.html");
    }
  }

  private void run(List<String> command, Path workingFolder) {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(workingFolder.toFile()).redirectErrorStream(true);
    // The pages must not depend on the habits of the machine that draws them.
    builder.environment().put("TZ", "UTC");
    builder.environment().put("LC_ALL", "C");
    builder.environment().put("LANG", "C");
    builder.environment().remove("NODE_OPTIONS");
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new StageFailure(
          StageFailure.Kind.INPUT_MISSING,
          "Node does not start as \""
              + node
              + "\": install Node 20 or later, or set NODE to the program, or publish without"
              + " pages with --data-only");
    }
    try {
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
        throw new IllegalStateException(
            "the site renderer did not end in " + LONGEST_MINUTES + " minutes");
      }
      if (process.exitValue() != 0) {
        throw new IllegalStateException(
            "the site renderer ended with code "
                + process.exitValue()
                + ": "
                + said.substring(Math.max(0, said.length() - SHOWN_CHARACTERS)).strip());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("lost the site renderer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the site was rendered", e);
    } finally {
      process.destroy();
    }
  }
}
