/** Succession: people who leave hand over (离职交接), customers go to others (客户移交), and who stands in during leave (代管). */
package io.wealthcrm.succession;
