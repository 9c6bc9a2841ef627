/** Duplicates (重复客户): two files of one customer are found, looked at, and made one; and two of them again. */
package io.wealthcrm.duplicate;
