package org.commonplace.jobs.indicators;

import java.io.Serializable;

/**
 * A lake file that counts.
 *
 * @param dataset its dataset
 * @param uri where it lies
 * @param partner who sent it
 * @param contract under which contract
 * @param sha16 name of the delivery in the lake, as in the column {@code file}
 * @param delivery order of the delivery by period, then receipt: higher is later
 * @param rows rows in it
 */
record LakeFile(
    String dataset,
    String uri,
    String partner,
    String contract,
    String sha16,
    int delivery,
    long rows)
    implements Serializable {}
