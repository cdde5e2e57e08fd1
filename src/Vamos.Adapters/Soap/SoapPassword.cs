namespace Vamos.Adapters.Soap;

/// <summary>How a service wants to be told who is calling.</summary>
public enum SoapPassword
{
    /// <summary>A digest of the password, a nonce and the time, good for one message.</summary>
    Digest,

    /// <summary>The password itself.</summary>
    Text,

    /// <summary>Not at all: the network alone decides who may call.</summary>
    None,
}
