package org.commonplace.schemas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Lists the definitions that travel with this class, whether it sits in a jar or in a folder. */
final class ShippedDefinitions {
  private ShippedDefinitions() {}

  static List<DefinitionFile> files(String folder, String suffix) {
    // Our own class file is always there, while a jar need not hold entries for its folders.
    String own = "/" + ShippedDefinitions.class.getName().replace('.', '/') + ".class";
    URL location = ShippedDefinitions.class.getResource(own);
    if (location == null) {
      throw new IllegalStateException("Cannot find the class file " + own + " on the class path");
    }
    String text = location.toString();
    String root = text.substring(0, text.length() - own.length());
    try {
      if (root.startsWith("jar:")) {
        URI jar = new URI(root.substring("jar:".length(), root.length() - 1));
        // A file system of our own: closing a shared one would pull it away from other readers.
        try (FileSystem files = FileSystems.newFileSystem(Path.of(jar), Map.of())) {
          return filesBelow(files.getPath("/" + folder), folder, suffix);
        }
      }
      return filesBelow(Path.of(new URI(root)).resolve(folder), folder, suffix);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("Cannot read the class path location " + root, e);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + folder + " in " + root, e);
    }
  }

  static List<DefinitionFile> filesBelow(Path directory, String shownAs, String suffix) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    List<DefinitionFile> found = new ArrayList<>();
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        String name = path.getFileName() == null ? "" : path.getFileName().toString();
        if (hasSuffix(name.toLowerCase(Locale.ROOT), suffix) && Files.isRegularFile(path)) {
          String relative = directory.relativize(path).toString().replace('\\', '/');
          found.add(
              new DefinitionFile(
                  shownAs + "/" + relative, Files.readString(path, StandardCharsets.UTF_8)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the definitions in " + directory, e);
    }
    Collections.sort(found, (a, b) -> a.path().compareTo(b.path()));
    return List.copyOf(found);
  }

  private static boolean hasSuffix(String name, String suffix) {
    return name.endsWith(suffix) || (suffix.equals(".yaml") && name.endsWith(".yml"));
  }
}
