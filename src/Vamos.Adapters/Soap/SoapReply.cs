namespace Vamos.Adapters.Soap;

/// <summary>What came back: the element of the body, or a fault.</summary>
/// <param name="Body">The element; null for a fault.</param>
/// <param name="Fault">The fault; null for an answer.</param>
public readonly record struct SoapReply(SoapElement? Body, SoapFault? Fault)
{
    /// <summary>Takes the envelope off.</summary>
    /// <exception cref="LegacySystemException">It is none.</exception>
    internal static SoapReply Of(SoapElement envelope)
    {
        if (envelope.Name != "Envelope")
            throw new LegacySystemException("the answer is XML, but not SOAP");
        if (envelope.Namespace != SoapNames.Envelope)
            throw new LegacySystemException("the answer is of another version of SOAP than 1.1");
        if (envelope.First("Header") is { } header && header.Children.Any(entry => entry.MustBeUnderstood))
            throw new LegacySystemException("the answer has a header that must be understood, and is not");
        if (envelope.First("Body") is not { Children: [var content, ..] })
            throw new LegacySystemException("the answer is an envelope without a body");
        return content.Is(SoapNames.Envelope, "Fault") ? new(null, SoapFault.Of(content)) : new(content, null);
    }

    /// <summary>The element of the body, of a given name.</summary>
    /// <exception cref="LegacySystemException">It is a fault, or another element.</exception>
    public SoapElement Expect(string operation, string space, string name)
    {
        if (Fault is not null)
            throw Fault.ToException(operation);
        return Body!.Is(space, name)
            ? Body
            : throw new LegacySystemException($"the service answered {operation} with something that belongs to another operation");
    }
}
