/** Questions of customers and of the website's visitors (客户咨询): who answers, how long it took, how it was rated. */
package io.wealthcrm.consultation;
