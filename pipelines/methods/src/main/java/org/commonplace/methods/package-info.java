/** The numbers: plain Java on arrays and records. No Beam, no SQL, no files. */
package org.commonplace.methods;
