/**
 * Files of customers and staff: contract photos (合同照片), ID documents, chat pictures. Bytes lie in a {@link
 * io.wealthcrm.shared.files.FileStore} under the SHA-256 of their content, one row per upload lies in the table {@code
 * files}. {@link io.wealthcrm.shared.files.Uploads} is the way in, {@link io.wealthcrm.shared.files.Downloads} the way
 * out; who may see a file is decided by the feature that refers to it.
 */
package io.wealthcrm.shared.files;
