package org.commonplace.jobs.stage;

import java.io.Serializable;
import java.util.List;
import org.commonplace.jobs.kernel.KernelSettings;

/**
 * Cores and memory of a run.
 *
 * @param workers elements worked on at the same time, at least 1
 * @param cores cores shared by them, at least 1
 * @param kernelBytes memory of all kernels together in bytes
 */
public record Resources(int workers, int cores, long kernelBytes) implements Serializable {
  private static final long LEAST_KERNEL = 256L << 20;

  public Resources {
    if (workers < 1 || cores < 1) {
      throw new IllegalArgumentException(
          "workers and cores must be at least 1, were " + workers + " and " + cores);
    }
  }

  /** As many workers as this machine has cores, and 1 GiB for each worker's kernel. */
  public static Resources ofThisMachine() {
    int cores = Runtime.getRuntime().availableProcessors();
    return new Resources(cores, cores, (long) cores << 30);
  }

  /**
   * Limits of one kernel when this many elements are there to be worked on: fewer elements than
   * cores get more threads each.
   *
   * @param elements number of elements, at least 1
   * @param readable local folders its statements may reach
   */
  public KernelSettings kernel(int elements, List<String> readable) {
    int atOnce = Math.max(1, Math.min(workers, elements));
    return new KernelSettings(
        Math.max(1, cores / atOnce), Math.max(LEAST_KERNEL, kernelBytes / atOnce), readable);
  }
}
