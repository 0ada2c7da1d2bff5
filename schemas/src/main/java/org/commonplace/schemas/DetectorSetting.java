package org.commonplace.schemas;

import java.io.Serializable;

/**
 * A spike detector to run on the series of an indicator.
 *
 * @param name the detector's name
 * @param alpha one-sided false alarm probability of one test
 */
public record DetectorSetting(String name, double alpha) implements Serializable {}
