/** A file system that is not the local disk, to run everything on one. */
package org.commonplace.runners.remote;
