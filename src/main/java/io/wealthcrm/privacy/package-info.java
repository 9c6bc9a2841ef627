/** Rights over personal data (个人信息权利): requests, copies, and erasing what no article keeps. */
package io.wealthcrm.privacy;
