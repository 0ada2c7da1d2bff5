package org.commonplace.methods.signals.scan;

import java.util.Arrays;

/**
 * Circular zones: each place with its nearest neighbours, from itself alone to a largest number of
 * places or a largest radius.
 */
public final class Zones {
  private static final int USUAL_LARGEST = 50;
  private static final double EARTH_RADIUS_KM = 6371.0088;
  private static final int INDEX_BITS = 21;

  private final int[][] nearest;
  private final double[][] distance;

  private Zones(int[][] nearest, double[][] distance) {
    this.nearest = nearest;
    this.distance = distance;
  }

  /** Zones of up to 50 places, and of no more than half of all places, whatever their radius. */
  public static Zones around(double[] latitude, double[] longitude) {
    return around(latitude, longitude, USUAL_LARGEST, Double.POSITIVE_INFINITY);
  }

  /**
   * Zones around every place.
   *
   * @param latitude of each place's centroid, in degrees
   * @param longitude of each place's centroid, in degrees
   * @param mostPlaces places of the largest zone; never more than half of all places
   * @param largestRadius in kilometres, from the centroid in the middle to the farthest
   * @throws IllegalArgumentException if the columns differ in length, a centroid is none, or the
   *     largest zone has no place
   */
  public static Zones around(
      double[] latitude, double[] longitude, int mostPlaces, double largestRadius) {
    int n = latitude.length;
    if (longitude.length != n || n == 0 || n >= 1 << INDEX_BITS || mostPlaces < 1) {
      throw new IllegalArgumentException(
          "zones need a latitude and a longitude for every place and a largest size of 1 or more, but"
              + " there are "
              + n
              + " latitudes, "
              + longitude.length
              + " longitudes and a largest size of "
              + mostPlaces);
    }
    for (int i = 0; i < n; i++) {
      if (!(Math.abs(latitude[i]) <= 90) || !(Math.abs(longitude[i]) <= 180)) {
        throw new IllegalArgumentException(
            "place " + i + " is at latitude " + latitude[i] + ", longitude " + longitude[i]);
      }
    }
    int most = Math.min(mostPlaces, Math.max(1, n / 2));
    int[][] nearest = new int[n][];
    double[][] distance = new double[n][];
    long[] keys = new long[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double metres = 1000 * kilometres(latitude[i], longitude[i], latitude[j], longitude[j]);
        // The place itself comes first, even before others at its very spot.
        keys[j] = i == j ? j : ((1 + Math.round(metres)) << INDEX_BITS) | j;
      }
      Arrays.sort(keys);
      int size = 1;
      while (size < most && (keys[size] >> INDEX_BITS) - 1 <= 1000 * largestRadius) {
        size++;
      }
      nearest[i] = new int[size];
      distance[i] = new double[size];
      for (int k = 0; k < size; k++) {
        nearest[i][k] = (int) (keys[k] & ((1L << INDEX_BITS) - 1));
        distance[i][k] = k == 0 ? 0 : ((keys[k] >> INDEX_BITS) - 1) / 1000.0;
      }
    }
    return new Zones(nearest, distance);
  }

  /** Great-circle distance by the haversine formula. */
  private static double kilometres(double lat1, double lon1, double lat2, double lon2) {
    double north = Math.sin(Math.toRadians(lat2 - lat1) / 2);
    double east = Math.sin(Math.toRadians(lon2 - lon1) / 2);
    double chord =
        north * north
            + Math.cos(Math.toRadians(lat1)) * Math.cos(Math.toRadians(lat2)) * east * east;
    return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
  }

  int places() {
    return nearest.length;
  }

  /** The places of the largest zone around {@code centre}, the nearest first. */
  int[] nearest(int centre) {
    return nearest[centre];
  }

  /** Kilometres from {@code centre} to the farthest of its {@code size} nearest places. */
  double radius(int centre, int size) {
    return distance[centre][size - 1];
  }
}
