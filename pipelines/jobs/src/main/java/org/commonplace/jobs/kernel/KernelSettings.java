package org.commonplace.jobs.kernel;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/**
 * What one kernel may use.
 *
 * @param threads threads of the engine, at least 1; the runner's parallelism times this stays
 *     within the machine's cores
 * @param memoryBytes limit of the engine's own memory in bytes, at least 64 MiB; beyond it the
 *     engine spills to the scratch folder
 * @param readable local folders that the kernel's statements may read and write, besides its own
 *     scratch folder
 */
public record KernelSettings(int threads, long memoryBytes, List<String> readable)
    implements Serializable {
  private static final long LEAST_MEMORY = 64L << 20;

  public KernelSettings {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, was " + threads);
    }
    if (memoryBytes < LEAST_MEMORY) {
      throw new IllegalArgumentException(
          "memoryBytes must be at least " + LEAST_MEMORY + ", was " + memoryBytes);
    }
    readable = List.copyOf(Objects.requireNonNull(readable, "readable"));
  }

  /** One thread and 1 GiB, reading nothing but what the caller adds. */
  public static KernelSettings single() {
    return new KernelSettings(1, 1L << 30, List.of());
  }

  /** The same limits with these local folders readable instead. */
  public KernelSettings reading(List<String> folders) {
    return new KernelSettings(threads, memoryBytes, folders);
  }
}
