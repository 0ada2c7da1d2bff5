package org.commonplace.jobs.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds links of the pages that lead to no file, and anything a page would fetch from elsewhere.
 */
final class SiteLinks {
  private static final Pattern TAG =
      Pattern.compile("<([a-zA-Z]+)\\b((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>");
  private static final Pattern LINK =
      Pattern.compile("\\s(href|src)\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')");
  private static final Pattern SCHEME = Pattern.compile("^(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//).*");
  private static final Pattern BLOCKS =
      Pattern.compile("(?s)<!--.*?-->|<script\\b[^>]*>.*?</script>");
  private static final Set<String> FETCHING =
      Set.of("script", "img", "link", "iframe", "source", "video", "audio", "embed");

  private final Path site;
  private final Path release;
  private final Set<Path> present = new HashSet<>();

  /**
   * Every file a page may lead to.
   *
   * @param release the release folder; links may lead from {@code site} to {@code data}
   */
  SiteLinks(ReleaseFolder release) {
    this.release = release.root().toAbsolutePath().normalize();
    this.site = this.release.resolve("site");
    for (PublishedFile file : ReleaseFolder.list(this.release)) {
      present.add(this.release.resolve(file.path()));
    }
  }

  List<Verification.Failure> failures() {
    List<Verification.Failure> failures = new ArrayList<>();
    Set<Path> pages = new TreeSet<>();
    for (Path file : present) {
      if (file.startsWith(site) && file.toString().endsWith(".html")) {
        pages.add(file);
      }
    }
    for (Path page : pages) {
      check(page, failures);
    }
    return failures;
  }

  private void check(Path page, List<Verification.Failure> failures) {
    String name = PublishedFile.slashed(release, page);
    // The text of a script may hold anything; its own src was a tag before.
    String html = read(page);
    Set<String> broken = new TreeSet<>();
    scan(BLOCKS.matcher(html).replaceAll(""), page, broken);
    Matcher scripts = Pattern.compile("<script\\b[^>]*>").matcher(html);
    while (scripts.find()) {
      scan(scripts.group(), page, broken);
    }
    for (String problem : broken) {
      failures.add(new Verification.Failure(name, problem));
    }
  }

  private void scan(String html, Path page, Set<String> broken) {
    Matcher tags = TAG.matcher(html);
    while (tags.find()) {
      String tag = tags.group(1).toLowerCase(java.util.Locale.ROOT);
      Matcher links = LINK.matcher(tags.group(2));
      while (links.find()) {
        String target = (links.group(2) == null ? links.group(3) : links.group(2)).strip();
        if (SCHEME.matcher(target).matches()) {
          boolean fetched =
              FETCHING.contains(tag)
                  && !target.startsWith("data:")
                  && !tags.group(2).contains("rel=\"canonical\"");
          if (fetched) {
            broken.add("fetches from elsewhere: " + target);
          }
        } else if (!leadsSomewhere(page, target)) {
          broken.add("leads to nothing: " + target);
        }
      }
    }
  }

  private boolean leadsSomewhere(Path page, String target) {
    String path = target.replaceFirst("[?#].*$", "").replace("&amp;", "&");
    if (path.isEmpty()) {
      return true;
    }
    String decoded = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    Path aim =
        decoded.startsWith("/")
            ? site.resolve(decoded.substring(1)).normalize()
            : page.getParent().resolve(decoded).normalize();
    return present.contains(aim) || present.contains(aim.resolve("index.html"));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
