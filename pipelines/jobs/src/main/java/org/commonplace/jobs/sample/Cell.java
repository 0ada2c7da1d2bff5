package org.commonplace.jobs.sample;

/**
 * A hexagon of the city map.
 *
 * @param row row from the north, from 0
 * @param column column from the west, from 0; odd rows lie half a cell further east
 */
record Cell(int row, int column) {

  /** East-west position of the centre, in cells. */
  double x() {
    return column + (row % 2) / 2.0;
  }

  /** North-south position of the centre, in cells, growing southwards. */
  double y() {
    return row * 0.87;
  }
}
