package org.commonplace.schemas;

import java.nio.file.Path;
import java.util.List;

/**
 * The text of one definition file.
 *
 * @param path where it came from, for messages: {@code contracts/<id>/<version>.yaml} when shipped,
 *     the path on disk otherwise
 * @param text its content
 */
public record DefinitionFile(String path, String text) {

  /** The files of a shipped folder (contracts, datasets, indicators, release), sorted by path. */
  public static List<DefinitionFile> shipped(String folder, String suffix) {
    return ShippedDefinitions.files(folder, suffix);
  }

  /** The files below a directory on disk, sorted by path. */
  public static List<DefinitionFile> in(Path directory, String suffix) {
    return ShippedDefinitions.filesBelow(directory, directory.toString(), suffix);
  }
}
