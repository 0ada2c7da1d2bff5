package org.commonplace.methods.signals.multiplicity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * False discovery rate over a tree of places: a district is looked at because its city signals, and
 * a city signals because of what it, or a place in it, shows.
 *
 * <p>The procedure is TreeBH (Bogomolov, Peterson, Benjamini and Sabatti 2021, Biometrika 108;
 * Benjamini and Bogomolov 2014 for two levels). The hypothesis of a place is that nothing happens
 * in it and in any place below; its p-value joins its own and those of its children by Simes, which
 * holds for tests that are raised together, as a place and its parts are. The places without parent
 * are one family, and so are the children of each place. A family is tested by Benjamini and
 * Hochberg if its parent signals, at the rate times the share of signals in every family on the
 * way. So it is kept on every level that the share of false signals in a family, averaged over the
 * families looked at, is at most the rate.
 */
public final class PlaceTree {
  private static final int BISECTIONS = 60;

  private final int[] parents;
  private final List<int[]> families = new ArrayList<>();
  private final int[] familyOf;

  /**
   * A tree.
   *
   * @param parents for each place the index of its parent; -1 for a place without
   * @throws IllegalArgumentException if a parent is no place of the tree, or a place is its own
   *     ancestor
   */
  public PlaceTree(int... parents) {
    this.parents = parents.clone();
    this.familyOf = new int[parents.length];
    for (int place = 0; place < parents.length; place++) {
      if (parents[place] < -1 || parents[place] >= parents.length) {
        throw new IllegalArgumentException(
            "the parent of place " + place + " is " + parents[place] + ", which is no place");
      }
    }
    gatherFamilies();
  }

  /** Families in the order from the top down, so that a family comes after that of its parent. */
  private void gatherFamilies() {
    List<List<Integer>> children = new ArrayList<>();
    List<Integer> top = new ArrayList<>();
    for (int place = 0; place < parents.length; place++) {
      children.add(new ArrayList<>());
    }
    for (int place = 0; place < parents.length; place++) {
      (parents[place] < 0 ? top : children.get(parents[place])).add(place);
    }
    int reached = 0;
    addFamily(top);
    for (int family = 0; family < families.size(); family++) {
      for (int place : families.get(family)) {
        reached++;
        if (!children.get(place).isEmpty()) {
          addFamily(children.get(place));
        }
      }
    }
    if (reached < parents.length) {
      throw new IllegalArgumentException(
          parents.length - reached + " of " + parents.length + " places are below themselves");
    }
  }

  private void addFamily(List<Integer> places) {
    int[] members = places.stream().mapToInt(Integer::intValue).toArray();
    for (int place : members) {
      familyOf[place] = families.size();
    }
    families.add(members);
  }

  /**
   * The p-value of "nothing happens here and below" of every place: Simes over its own p-value and
   * those of its children.
   *
   * @param pValues the p-value of each place's own series; NaN where no test was made
   * @return NaN where neither the place nor any below was tested
   * @throws IllegalArgumentException if there is not one for every place, or one is out of range
   */
  public double[] subtreePValues(double[] pValues) {
    if (pValues.length != parents.length) {
      throw new IllegalArgumentException(
          "there are " + parents.length + " places but " + pValues.length + " p-values");
    }
    double[] joined = pValues.clone();
    for (int family = families.size() - 1; family > 0; family--) {
      int[] members = families.get(family);
      int parent = parents[members[0]];
      double[] all = new double[members.length + 1];
      for (int i = 0; i < members.length; i++) {
        all[i] = joined[members[i]];
      }
      all[members.length] = pValues[parent];
      joined[parent] = simes(all);
    }
    return joined;
  }

  private static double simes(double[] pValues) {
    double[] sorted = PValues.sorted(pValues);
    double smallest = sorted.length == 0 ? Double.NaN : 1;
    for (int rank = 0; rank < sorted.length; rank++) {
      smallest = Math.min(smallest, sorted[rank] * sorted.length / (rank + 1));
    }
    return smallest;
  }

  /**
   * The smallest rate at which each place signals, 1 if there is none; never below that of a place
   * above.
   *
   * @param pValues the p-value of each place's own series; NaN where no test was made
   * @return NaN where neither the place nor any below was tested
   * @throws IllegalArgumentException if there is not one for every place, or one is out of range
   */
  public double[] qValues(double[] pValues) {
    return qValues(pValues, IntStream.range(0, parents.length).toArray());
  }

  /**
   * The same of some places only.
   *
   * @param asked indices of places
   * @return in their order; NaN where neither the place nor any below was tested
   * @throws IllegalArgumentException as the other does
   */
  public double[] qValues(double[] pValues, int... asked) {
    double[] joined = subtreePValues(pValues);
    double[][] sorted = new double[families.size()][];
    double[] within = new double[parents.length];
    for (int family = 0; family < families.size(); family++) {
      int[] members = families.get(family);
      double[] own = new double[members.length];
      for (int i = 0; i < members.length; i++) {
        own[i] = joined[members[i]];
      }
      double[] q = QValues.benjaminiHochberg(own);
      for (int i = 0; i < members.length; i++) {
        within[members[i]] = q[i];
      }
      sorted[family] = PValues.sorted(q);
    }
    return Arrays.stream(asked)
        .mapToDouble(
            place -> Double.isNaN(joined[place]) ? Double.NaN : smallestRate(place, within, sorted))
        .toArray();
  }

  /** By halving: a place that signals at a rate signals at every larger one. */
  private double smallestRate(int place, double[] within, double[][] sorted) {
    if (familyOf[place] == 0) {
      return within[place];
    }
    double low = 0;
    double high = 1;
    if (levelAt(0, familyOf[place], within, sorted) >= within[place]) {
      return 0;
    }
    for (int step = 0; step < BISECTIONS; step++) {
      double rate = (low + high) / 2;
      if (levelAt(rate, familyOf[place], within, sorted) >= within[place]) {
        high = rate;
      } else {
        low = rate;
      }
    }
    return high;
  }

  /** The level at which a family is tested; -1 if a place above it does not signal. */
  private double levelAt(double rate, int family, double[] within, double[][] sorted) {
    if (family == 0) {
      return rate;
    }
    int parent = parents[families.get(family)[0]];
    int above = familyOf[parent];
    double level = levelAt(rate, above, within, sorted);
    return within[parent] <= level
        ? level * PValues.atMost(sorted[above], level) / sorted[above].length
        : -1;
  }
}
