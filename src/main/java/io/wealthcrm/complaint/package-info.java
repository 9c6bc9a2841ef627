/** Complaints (投诉) and service requests (服务请求): worked to an end in time, and seen by whoever talks to the customer next. */
package io.wealthcrm.complaint;
