package org.commonplace.jobs.release;

/**
 * Is told of every step that changes what a reader of the workspace can see. Tests end the process
 * here, to show that each moment leaves either the old release or the new one, whole.
 */
@FunctionalInterface
interface Checkpoint {
  Checkpoint NONE = step -> {};

  void reached(String step);
}
