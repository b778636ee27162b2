import { createGrpcWebTransport } from '@connectrpc/connect-web';

/** gRPC-Web to the server the page came from; there is no other. */
export const pageTransport = () => createGrpcWebTransport({ baseUrl: location.origin });
