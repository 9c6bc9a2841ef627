/**
 * Resumable uploads by tus 1.0: core, creation, creation-with-upload, termination, expiration, checksum. {@link
 * io.wealthcrm.upload.ResumableUploads} hands a finished one to the feature that wants it.
 */
package io.wealthcrm.upload;
