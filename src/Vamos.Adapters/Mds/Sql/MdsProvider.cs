namespace Vamos.Adapters.Mds.Sql;

using System.Collections.Frozen;
using System.Data.Common;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.Data.Sqlite;
using Npgsql;

/// <summary>The ADO.NET providers: two that the adapter brings, and any other by the name of its factory.</summary>
internal static class MdsProvider
{
    private const string FactoryField = "Instance";

    private static readonly FrozenDictionary<string, DbProviderFactory> BuiltIn = new Dictionary<string, DbProviderFactory>(StringComparer.OrdinalIgnoreCase)
    {
        ["sqlite"] = SqliteFactory.Instance,
        ["postgresql"] = NpgsqlFactory.Instance,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Finds a provider.</summary>
    /// <param name="name">A short name, or the assembly-qualified name of a factory's type.</param>
    /// <param name="file">The assembly that has the type, with what it needs beside it; null looks beside the adapter.</param>
    /// <param name="problem">Told why there is none.</param>
    /// <returns>The provider; null when there is none.</returns>
    public static DbProviderFactory? Find(string name, string? file, Action<string> problem)
    {
        if (BuiltIn.TryGetValue(name, out var known))
            return known;
        if (TypeOf(name, file, problem) is not { } type)
            return null;
        if (!typeof(DbProviderFactory).IsAssignableFrom(type))
        {
            problem($"names the type {type.FullName}, which is no {nameof(DbProviderFactory)}");
            return null;
        }

        const BindingFlags Public = BindingFlags.Public | BindingFlags.Static | BindingFlags.FlattenHierarchy;
        var instance = type.GetField(FactoryField, Public)?.GetValue(null) ?? type.GetProperty(FactoryField, Public)?.GetValue(null);
        if (instance is DbProviderFactory factory)
            return factory;
        problem($"names the type {type.FullName}, which has no public static {FactoryField}, as a provider's factory must");
        return null;
    }

    private static Type? TypeOf(string name, string? file, Action<string> problem)
    {
        try
        {
            var given = file is null ? null : Load(Path.GetFullPath(file));
            if (Type.GetType(name, wanted => given is not null && given.GetName().Name == wanted.Name ? given : Assembly.Load(wanted), null) is { } type)
                return type;
            problem($"is '{name}', and there is no such type; it must be {string.Join(" or ", BuiltIn.Keys.Order(StringComparer.Ordinal))}, or the "
                + $"name of a {nameof(DbProviderFactory)} with its assembly: 'Namespace.Type, Assembly'");
        }
        catch (Exception e) when (e is IOException or BadImageFormatException or ArgumentException or TypeLoadException)
        {
            problem($"is '{name}', which cannot be loaded: {e.Message} Mds:ProviderAssembly names the file that has it.");
        }

        return null;
    }

    private static Assembly Load(string file)
    {
        var folder = Path.GetDirectoryName(file)!;
        AssemblyLoadContext.Default.Resolving += (context, wanted) =>
            Path.Combine(folder, $"{wanted.Name}.dll") is var beside && File.Exists(beside) ? context.LoadFromAssemblyPath(beside) : null;
        return AssemblyLoadContext.Default.LoadFromAssemblyPath(file);
    }
}
