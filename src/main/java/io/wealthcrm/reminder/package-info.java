/** The daily scan for what is coming up (到期, 生日, 跟进), and the list of it. */
package io.wealthcrm.reminder;
