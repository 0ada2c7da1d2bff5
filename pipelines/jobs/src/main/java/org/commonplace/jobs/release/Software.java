package org.commonplace.jobs.release;

/** What this program calls itself in a release. */
final class Software {
  /** The version in the build file; part of a release's name. A test compares the two. */
  static final String VERSION = "0.1.0";

  private Software() {}
}
