namespace Vamos.Hub.Reflection;

using System.Collections.Frozen;
using Google.Protobuf.Reflection;

/// <summary>Finds, for the services that a server offers, the contract files by what they define.</summary>
public sealed class ContractCatalogue
{
    private readonly FrozenDictionary<string, FileDescriptor> _byName;
    private readonly FrozenDictionary<string, FileDescriptor> _bySymbol;
    private readonly FrozenDictionary<(string Type, int Number), FileDescriptor> _byExtension;
    private readonly FrozenSet<string> _messages;

    /// <summary>Catalogues the files that define the services, and all that they import.</summary>
    public ContractCatalogue(IReadOnlyList<ServiceDescriptor> services)
    {
        Services = services.Select(s => s.FullName).Order(StringComparer.Ordinal).ToArray();

        var files = new Dictionary<string, FileDescriptor>(StringComparer.Ordinal);
        foreach (var service in services)
            Visit(service.File, files);

        _byName = files.ToFrozenDictionary(StringComparer.Ordinal);
        _bySymbol = files.Values.SelectMany(file => Symbols(file).Select(symbol => (symbol, file)))
            .ToFrozenDictionary(p => p.symbol, p => p.file, StringComparer.Ordinal);
        _byExtension = files.Values.SelectMany(file => file.Extensions.UnorderedExtensions.Select(e => (Key: (e.ExtendeeType.FullName, e.FieldNumber), file)))
            .ToFrozenDictionary(p => p.Key, p => p.file);
        _messages = files.Values.SelectMany(f => f.MessageTypes).SelectMany(Messages).Select(m => m.FullName).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>Full names of the services, in order.</summary>
    public IReadOnlyList<string> Services { get; }

    /// <summary>The file of a path; null when there is none.</summary>
    public FileDescriptor? FileNamed(string path) => _byName.GetValueOrDefault(path);

    /// <summary>The file that defines a message, enum, service, method, field, value or extension; null when none does.</summary>
    public FileDescriptor? FileDefining(string symbol) => _bySymbol.GetValueOrDefault(symbol);

    /// <summary>The file that defines an extension; null when none does.</summary>
    public FileDescriptor? FileExtending(string type, int number) => _byExtension.GetValueOrDefault((type, number));

    /// <summary>The numbers of the extensions of a message.</summary>
    public IEnumerable<int> ExtensionsOf(string type) => _byExtension.Keys.Where(k => k.Type == type).Select(k => k.Number).Order();

    /// <summary>Whether a message of that name exists.</summary>
    public bool DefinesMessage(string type) => _messages.Contains(type);

    private static void Visit(FileDescriptor file, Dictionary<string, FileDescriptor> files)
    {
        if (!files.TryAdd(file.Name, file))
            return;
        foreach (var import in file.Dependencies)
            Visit(import, files);
    }

    private static IEnumerable<string> Symbols(FileDescriptor file) =>
    [
        .. file.Services.SelectMany(s => s.Methods.Select(m => m.FullName).Prepend(s.FullName)),
        .. file.EnumTypes.SelectMany(Symbols),
        .. file.MessageTypes.SelectMany(Messages).SelectMany(Symbols),
        .. file.Extensions.UnorderedExtensions.Select(e => e.FullName),
    ];

    private static IEnumerable<string> Symbols(MessageDescriptor message) =>
    [
        message.FullName,
        .. message.Fields.InDeclarationOrder().Select(f => f.FullName),
        .. message.Oneofs.Where(o => !o.IsSynthetic).Select(o => o.FullName),
        .. message.EnumTypes.SelectMany(Symbols),
        .. message.Extensions.UnorderedExtensions.Select(e => e.FullName),
    ];

    // a value's name lies beside its enum's, not within it
    private static IEnumerable<string> Symbols(EnumDescriptor type)
    {
        var scope = type.ContainingType?.FullName ?? type.File.Package;
        return type.Values.Select(v => $"{scope}.{v.Name}").Prepend(type.FullName);
    }

    private static IEnumerable<MessageDescriptor> Messages(MessageDescriptor message) => message.NestedTypes.SelectMany(Messages).Prepend(message);
}
