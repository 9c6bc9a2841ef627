/** Conversations, their messages, and the WebSocket they travel on; the wire protocol is in {@code openapi/asyncapi.yaml}. */
package io.wealthcrm.chat;
