namespace Grpc.Core;

/// <summary>Adds to the headers what proves who calls.</summary>
public delegate Task AsyncAuthInterceptor(AuthInterceptorContext context, Metadata metadata);
