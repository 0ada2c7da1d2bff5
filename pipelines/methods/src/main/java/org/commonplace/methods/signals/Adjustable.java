package org.commonplace.methods.signals;

/** A detector of which a name can carry settings. */
interface Adjustable {

  /**
   * The same detector with the settings that the name carries.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  Detector changed(NamedSettings named);
}
