namespace Pipelines.Sockets.Unofficial.Arenas;

/// <summary>Makes one value out of another.</summary>
public delegate TTo Projection<TFrom, TTo>(in TFrom value);

/// <summary>Makes one value out of another, with something else to go by.</summary>
public delegate TTo Projection<TFrom, TState, TTo>(in TFrom value, in TState state);
