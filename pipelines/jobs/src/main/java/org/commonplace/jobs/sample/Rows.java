package org.commonplace.jobs.sample;

import java.io.Closeable;
import java.io.IOException;

/** Somewhere to write rows of cells, in one file format. */
interface Rows extends Closeable {
  void add(String... cells) throws IOException;
}
