namespace Vamos.Fips.Documents;

using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Vamos.Documents;
using Vamos.Fips.Documents.Tree;
using Vamos.Fips.V1;

/// <summary>
/// Reads a document into a form by the descriptors of the contract, so that JSON and YAML know the same fields and a new field is known at once.
/// Every mistake is told, none is passed over.
/// </summary>
internal sealed class FormReader(string name, FormFormat format)
{
    private readonly List<Finding> _findings = [];

    public FormEntry Read(int number, FormNode node)
    {
        _findings.Clear();
        var form = new IntegratedProtectionForm();
        Into(form, node, "");
        return new FormEntry(number, node.Line, _findings.Count == 0 ? form : null, [.. _findings]);
    }

    private void Into(IMessage message, FormNode node, string path)
    {
        if (node is not GroupNode group)
        {
            Refuse(node.Line, path, "must be a group of fields");
            return;
        }

        var fields = FieldNames.Of(message.Descriptor);
        var seen = new HashSet<int>();
        foreach (var (key, line, value) in group.Entries)
        {
            if (!fields.TryGetValue(key, out var field))
                Refuse(line, Join(path, DocumentWords.Shown(key)), "is no field of the contract");
            else if (!seen.Add(field.FieldNumber))
                Refuse(line, Join(path, field.Name), "stands here twice");
            else if (value is not ValueNode { Kind: ValueKind.Nothing })
                Set(message, field, value, Join(path, field.Name));
        }
    }

    private void Set(IMessage message, FieldDescriptor field, FormNode node, string path)
    {
        if (!field.IsRepeated)
        {
            if (Read(field, node, path) is { } value)
                field.Accessor.SetValue(message, value);
        }
        else if (node is ListNode list)
        {
            var entries = (IList)field.Accessor.GetValue(message);
            for (var i = 0; i < list.Entries.Count; i++)
            {
                if (Read(field, list.Entries[i], $"{path}[{i}]") is { } value)
                    entries.Add(value);
            }
        }
        else
            Refuse(node.Line, path, "must be a list");
    }

    /// <summary>One value; null after a finding.</summary>
    private object? Read(FieldDescriptor field, FormNode node, string path)
    {
        if (field.FieldType == FieldType.Message)
            return ReadMessage(field.MessageType, node, path);
        if (node is ValueNode value && WordReader.Read(field, value) is { } read)
            return read;
        Refuse(node.Line, path, $"must be {WordReader.Rule(field)}");
        return null;
    }

    private IMessage? ReadMessage(MessageDescriptor type, FormNode node, string path)
    {
        if (node is ValueNode word && MomentReader.Reads(type, format))
        {
            if (MomentReader.Read(type, word) is { } moment)
                return moment;
            Refuse(node.Line, path, $"must be {MomentReader.Rule(type)}");
            return null;
        }

        var message = type.Parser.ParseFrom(ByteString.Empty);
        Into(message, node, path);
        return message;
    }

    private void Refuse(int line, string path, string message)
    {
        if (_findings.Count < DocumentLimits.Findings)
            _findings.Add(new Finding(Severity.Error, name, line, path.Length == 0 ? "document" : path, message));
    }

    private static string Join(string path, string field) => path.Length == 0 ? field : $"{path}.{field}";
}
