namespace Vamos.Trust.Agreements.Fields;

using System.Collections;
using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using Google.Protobuf;
using Google.Protobuf.Reflection;

/// <summary>What a mask does to one field, without boxing its value. Made once for each field of the contracts.</summary>
internal sealed class FieldAccess
{
    private const string UnknownFields = "_unknownFields";

    private static readonly ConcurrentDictionary<FieldDescriptor, FieldAccess> Known = new();
    private static readonly ConcurrentDictionary<MessageDescriptor, Action<IMessage>> Discards = new();

    private readonly IFieldAccessor _accessor;
    private readonly Func<IMessage, bool> _present;

    private FieldAccess(FieldDescriptor field)
    {
        Field = field;
        _accessor = field.Accessor;
        _present = Presence(field);
    }

    public FieldDescriptor Field { get; }

    public static FieldAccess Of(FieldDescriptor field) => Known.GetOrAdd(field, f => new FieldAccess(f));

    /// <summary>Removes from a message what came over the wire under numbers that this contract does not know.</summary>
    public static Action<IMessage> DiscardUnknown(MessageDescriptor message) => Discards.GetOrAdd(message, CompileDiscard);

    /// <summary>Whether the field says anything.</summary>
    public bool IsPresent(IMessage message) => _present(message);

    /// <summary>The message, list or map that stands in the field.</summary>
    public object? Value(IMessage message) => _accessor.GetValue(message);

    /// <summary>Empties the field. One that says nothing is left alone: clearing it would clear its oneof.</summary>
    public void Clear(IMessage message)
    {
        if (_present(message))
            _accessor.Clear(message);
    }

    private static Func<IMessage, bool> Presence(FieldDescriptor field)
    {
        var accessor = field.Accessor;
        if (field.IsMap || field.IsRepeated)
            return message => ((ICollection)accessor.GetValue(message)).Count != 0;
        if (field.FieldType is FieldType.Message or FieldType.Group)
            return message => accessor.GetValue(message) is not null;
        if (field.HasPresence)
            return accessor.HasValue;

        var getter = field.ContainingType.ClrType.GetProperty(field.PropertyName)!.GetMethod!;
        return (Func<IMessage, bool>)typeof(FieldAccess)
            .GetMethod(nameof(DiffersFromDefault), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(getter.DeclaringType!, getter.ReturnType)
            .Invoke(null, [getter])!;
    }

    private static Func<IMessage, bool> DiffersFromDefault<TMessage, TValue>(MethodInfo getter)
    {
        var get = getter.CreateDelegate<Func<TMessage, TValue>>();
        if (typeof(TValue) == typeof(string))
            return message => ((string)(object)get((TMessage)message)!).Length != 0;
        if (typeof(TValue) == typeof(ByteString))
            return message => ((ByteString)(object)get((TMessage)message)!).Length != 0;
        return message => !EqualityComparer<TValue>.Default.Equals(get((TMessage)message), default);
    }

    // Generated messages keep what they do not understand and write it out again, and offer no way to drop it in place.
    private static Action<IMessage> CompileDiscard(MessageDescriptor message)
    {
        var field = message.ClrType.GetField(UnknownFields, BindingFlags.Instance | BindingFlags.NonPublic)
            ?? throw new NotSupportedException($"{message.FullName} was generated without a place for unknown fields; grants cannot be kept on it.");
        var parameter = Expression.Parameter(typeof(IMessage));
        var assign = Expression.Assign(
            Expression.Field(Expression.Convert(parameter, message.ClrType), field),
            Expression.Constant(null, field.FieldType));
        return Expression.Lambda<Action<IMessage>>(Expression.Block(typeof(void), assign), parameter).Compile();
    }
}
