namespace Vamos.Fips.Reconciliation;

using Google.Protobuf;
using Vamos.Fips.V1;

/// <summary>A part of a form.</summary>
/// <param name="Message">The part.</param>
/// <param name="Form">The form that it is of.</param>
internal readonly record struct Source<T>(T Message, IntegratedProtectionForm Form)
    where T : IMessage
{
    /// <summary>The same as any message.</summary>
    public Source<IMessage> AsMessage() => new(Message, Form);
}
