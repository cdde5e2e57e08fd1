namespace Vamos.Adapters.Certification.Expectations;

using Google.Protobuf.Reflection;

/// <summary>What a field of an answer must hold.</summary>
internal abstract record ExpectedValue;

/// <summary>Exactly this value; nothing at all when it is null.</summary>
internal sealed record ExpectedExactly(object? Value) : ExpectedValue;

/// <summary>Something for each of these, in any order, perhaps with more besides; nothing when there are none.</summary>
internal sealed record ExpectedItems(IReadOnlyList<ExpectedValue> Items) : ExpectedValue;

/// <summary>A message in which these fields are as expected, and any other as it likes.</summary>
internal sealed record ExpectedMessage(IReadOnlyList<(FieldDescriptor Field, ExpectedValue Value)> Fields) : ExpectedValue;
