package org.commonplace.schemas;

import java.io.Serializable;

/**
 * A column of a dataset.
 *
 * @param name its name in Avro, Parquet and SQL
 * @param type its type
 * @param required whether every row has a value
 * @param description what it holds and in which unit
 */
public record DatasetColumn(String name, DatasetType type, boolean required, String description)
    implements Serializable {}
