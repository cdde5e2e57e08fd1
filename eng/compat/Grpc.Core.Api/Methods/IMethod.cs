namespace Grpc.Core;

/// <summary>What is known about a method without knowing its message types.</summary>
public interface IMethod
{
    MethodType Type { get; }

    /// <summary>The service's full name, package included.</summary>
    string ServiceName { get; }

    /// <summary>The method's name within its service.</summary>
    string Name { get; }

    /// <summary>The name on the wire: <c>/service/method</c>.</summary>
    string FullName { get; }
}
