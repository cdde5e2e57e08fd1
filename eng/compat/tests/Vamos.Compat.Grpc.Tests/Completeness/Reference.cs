namespace Vamos.Compat.Tests.Completeness;

/// <summary>Something that a compiled assembly expects to find in another: a type, or a member of a type with its signature.</summary>
public sealed record Reference(string Assembly, string Type, string? Member)
{
    public override string ToString() => Member is null ? $"[{Assembly}] {Type}" : $"[{Assembly}] {Type} :: {Member}";
}
